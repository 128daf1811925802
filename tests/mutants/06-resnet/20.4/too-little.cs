#region Exercise 20.4: a half from the picture, a half from where it was moved
Tensor Both(Tensor t) => (model(t) + model(t.Flip([3]))) / 2;
return (Both(x) + Both(Moved(x, 1)) + Both(Moved(x, -1))) / 4;
#endregion
