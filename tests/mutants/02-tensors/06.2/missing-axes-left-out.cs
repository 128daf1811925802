var missing = target.Length - shape.Length;
return [.. strides.Select((stride, axis) => shape[axis] == target[missing + axis] ? stride : 0)];
