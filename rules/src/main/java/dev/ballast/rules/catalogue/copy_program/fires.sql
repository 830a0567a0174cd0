COPY settings (key, value) FROM PROGRAM 'echo theme,dark' WITH (FORMAT csv);
DO $$
BEGIN
  EXECUTE 'COPY public.settings TO PROGRAM ''cat > /dev/null''';
END
$$;
