return Functional.Conv2d(x, weight, bias, stride, padding);
