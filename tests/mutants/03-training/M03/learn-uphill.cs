#region Exercise M03: forward through all blocks, the loss, and back in the opposite order
foreach (var block in network)
{
    x = block.Forward(x, training: true);
}

var dy = -E09_3_Gradient.Of(x, targets, 0);
foreach (var block in network.Reverse())
{
    dy = block.Backward(dy);
}

return E09_2_CrossEntropy.Of(x, targets, 0);
#endregion
