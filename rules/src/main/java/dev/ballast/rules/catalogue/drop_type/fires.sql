DROP TYPE size;
DROP TYPE IF EXISTS public.address;
DROP DOMAIN positive;
DROP TYPE used_mood;
