return (f(h) - f(-h)) / (2 * h);
