#region Exercise M06: which half of the cycle, which share of it, and the rate there
var cycle = new OneCycle(new Sgd([Tensor.Zeros([1])], peak), steps, rise: 0.3);
for (var k = 0; k < step; k++)
{
    cycle.Step();
}

return peak;
#endregion
