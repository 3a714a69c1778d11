using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>A process of a fleet, and its links.</summary>
/// <param name="process">Runs.</param>
/// <param name="links">Its only ways to the others.</param>
/// <param name="startAgain">With the same arguments.</param>
internal sealed class ChaosMember(Process process, IReadOnlyList<Link> links, Func<Task<Process>> startAgain)
{
    private const int SigTerm = 15;
    private const int SigStop = 19;
    private const int SigCont = 18;

    private Process _process = process;

    public IReadOnlyList<Link> Links => links;

    /// <summary>Dies at once, and comes back.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        _process = await startAgain();
    }

    /// <summary>Does nothing for a while, and knows nothing of it.</summary>
    public async Task StandStillAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        Assert.Equal(0, Send(_process.Id, SigStop));
        await Task.Delay(length, TimeProvider.System, cancellationToken);
        Assert.Equal(0, Send(_process.Id, SigCont));
    }

    /// <summary>Ends in order.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(0, Send(_process.Id, SigTerm));
        await _process.WaitForExitAsync(cancellationToken);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
