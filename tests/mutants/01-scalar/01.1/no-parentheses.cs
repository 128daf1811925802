return (f(x + h) - f(x - h)) / 2 * h;
