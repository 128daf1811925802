#region Exercise 16.1: the largest of each window, and where it stood
return (Functional.MaxPool2d(x, size), new int[planes * outHeight * outWidth]);
#endregion
