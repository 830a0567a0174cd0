ALTER TYPE mood RENAME VALUE 'calm' TO 'at ease';
ALTER TYPE public.mood RENAME VALUE 'cross' TO 'angry';
