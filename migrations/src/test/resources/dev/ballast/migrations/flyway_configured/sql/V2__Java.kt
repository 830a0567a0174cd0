class M2__Java {}
