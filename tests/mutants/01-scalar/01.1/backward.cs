return (f(x) - f(x - h)) / h;
