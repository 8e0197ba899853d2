if x: a;
