ALTER TYPE mood ADD VALUE 'sad' BEFORE 'cross';
ALTER TYPE mood RENAME VALUE 'sad' TO 'gloomy';
