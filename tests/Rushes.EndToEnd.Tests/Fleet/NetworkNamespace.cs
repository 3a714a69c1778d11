using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// A network of a process's own, in which there is nothing but what the test listens for there: links are its only way out.
/// </summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const int NewNetwork = 0x4000_0000; // CLONE_NEWNET

    private readonly Process _holder;

    private NetworkNamespace(Process holder) => _holder = holder;

    /// <summary>What comes before a command that is to run there.</summary>
    public string[] Command => ["nsenter", $"--net={Path}", "--"];

    private string Path => string.Create(CultureInfo.InvariantCulture, $"/proc/{_holder.Id}/ns/net");

    /// <summary>Null: it is not allowed here, or the programs for it are missing.</summary>
    public static async Task<NetworkNamespace?> TryCreateAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        try
        {
            var holder = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            if (await holder.StandardOutput.ReadLineAsync(cancellationToken) == "up")
            {
                return new NetworkNamespace(holder);
            }

            holder.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
        }

        return null;
    }

    /// <summary>A socket that listens there. It belongs to the network in which it was made, whoever uses it.</summary>
    public Socket Listen()
    {
        Socket? listener = null;
        Exception? failure = null;

        // The thread is in that network from now on, and is of no other use.
        var thread = new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle(Path);
                listener = Enter(network, NewNetwork) == 0 ? Link.Listen() : throw new IOException($"setns: error {Marshal.GetLastPInvokeError()}");
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return listener ?? throw new IOException($"Nothing can listen in {Path}.", failure);
    }

    public void Dispose()
    {
        _holder.Kill();
        _holder.Dispose();
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int Enter(SafeFileHandle network, int kind);
}
