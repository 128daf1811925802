#region Exercise 02.1: make the node of a to a constant power
var power = 1.0;
for (var i = 0; i < exponent; i++)
{
    power *= a.Data;
}

return new Value("pow", power, a, exponent * power / a.Data);
#endregion
