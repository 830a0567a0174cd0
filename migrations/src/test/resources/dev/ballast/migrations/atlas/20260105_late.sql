-- atlas:delimiter \n--end

SELECT 1;
SELECT 2;
--end
SELECT 3;
