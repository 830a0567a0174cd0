ALTER TYPE mood ADD VALUE 'glad' AFTER 'calm';
