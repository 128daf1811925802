return [.. target.Select(size => Array.LastIndexOf(shape, size) is var axis and >= 0 && size > 1 ? strides[axis] : 0)];
