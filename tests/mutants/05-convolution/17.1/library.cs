#region Exercise 17.1: the class, then three planes of 32 rows of 32
var path = Path.GetTempFileName();
File.WriteAllBytes(path, file);
var set = MiniTensor.Data.Cifar10.LoadFile(path);
return (set.Classes[index], Tensor.Of([.. set.Pixels(index).ToArray().Select(pixel => pixel / 255f)], [3, Size, Size]));
#endregion
