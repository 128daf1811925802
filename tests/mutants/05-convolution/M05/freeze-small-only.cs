#region Exercise M05: no step for the filters
var isSmall = network.OfType<DenseLayer>().First().W.Value.Shape[0] < 100;
foreach (var convolution in network.OfType<ConvLayer>())
{
    convolution.W.IsFrozen = isSmall;
}
#endregion
