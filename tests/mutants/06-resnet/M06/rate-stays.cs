#region Exercise M06: which half of the cycle, which share of it, and the rate there
return peak;
#endregion
