using System.Runtime.InteropServices;

namespace MiniTensor.Training;

/// <summary>Notices Ctrl+C and SIGTERM while it lives, instead of their ending the process; the second one does.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile bool _asked;

    public StopSignals(bool listen)
    {
        if (listen)
        {
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Notice));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Notice));
        }
    }

    /// <summary>Somebody wants the run to end.</summary>
    public bool Asked => _asked;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Notice(PosixSignalContext context)
    {
        context.Cancel = !_asked;
        _asked = true;
    }
}
