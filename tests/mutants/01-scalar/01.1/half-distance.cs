return (f(x + h) - f(x - h)) / h;
