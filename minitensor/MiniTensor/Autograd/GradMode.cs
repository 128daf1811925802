namespace MiniTensor;

/// <summary>Whether ops are recorded for a backward pass; they are, unless someone says otherwise.</summary>
public static class GradMode
{
    [ThreadStatic]
    private static bool s_off;

    /// <summary>True while ops on this thread are recorded.</summary>
    public static bool IsEnabled => !s_off;

    /// <summary>Records nothing until the result is disposed: for evaluation, and for changing parameters in place.</summary>
    /// <example><c>using (GradMode.NoGrad()) { accuracy = Evaluate(model); }</c></example>
    public static Scope NoGrad() => new(true);

    /// <summary>Records again, within a <see cref="NoGrad"/>.</summary>
    public static Scope EnableGrad() => new(false);

    /// <summary>Puts the mode back as it was when it is disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;

        internal Scope(bool off)
        {
            _before = s_off;
            s_off = off;
        }

        public void Dispose() => s_off = _before;
    }
}
