#region Exercise 20.4: a half from the picture, a half from where it was moved
return MiniTensor.Training.TestTimeAveraging.MirrorAndTranslate(new MiniTensor.Nn.Sequential(), x) + model(x);
#endregion
