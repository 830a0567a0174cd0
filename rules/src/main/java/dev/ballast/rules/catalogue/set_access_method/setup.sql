CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
