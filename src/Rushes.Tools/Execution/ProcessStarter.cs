using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Rushes.Tools.Execution;

/// <summary>
/// Starts every process of ours from one thread that never ends. A child asks the kernel to be killed when its parent dies
/// (prctl(2), PR_SET_PDEATHSIG), and "parent" there means the thread that forked it: a thread of the pool would take its
/// children with it when the pool shrinks.
/// <para>setpriv(1) sets the signal and becomes the tool. setsid(1) gives the tool a session of its own, so that Ctrl-C in a
/// terminal reaches us alone and we decide how the tool ends; with it comes the process group that is frozen as one. Both are
/// part of util-linux; where one is missing, the tool runs without what it gives. A parent killed in the few milliseconds before setpriv has run leaves that one child behind.</para>
/// </summary>
internal static class ProcessStarter
{
    private static readonly string[] SystemFolders = ["/usr/bin", "/bin"];
    private static readonly string[] Wrapper =
        [.. Wrap("setpriv", "--pdeathsig", "KILL", "--"), .. Wrap("setsid", "--")];

    private static readonly BlockingCollection<Action> Requests = StartThread();

    /// <summary>Whether tools die with us even when we are killed outright.</summary>
    internal static bool ChildrenDieWithUs => Wrapper.Contains("--pdeathsig");

    /// <exception cref="Win32Exception">The executable is missing or may not be run.</exception>
    /// <param name="command">A program and its arguments: the tool's own, with its sandbox around it.</param>
    /// <param name="invocation">Says the folder and the environment.</param>
    internal static Task<Process> StartAsync(IReadOnlyList<string> command, ToolInvocation invocation)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Start(command, invocation));
            }
            catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    private static Process Start(IReadOnlyList<string> command, ToolInvocation invocation)
    {
        string[] wrapped = [.. Wrapper, .. command];
        var start = new ProcessStartInfo(wrapped[0], wrapped[1..])
        {
            WorkingDirectory = invocation.WorkingDirectory ?? "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        ToolEnvironment.Apply(start.Environment, invocation.Environment);
        var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        process.StandardInput.Close();
        return process;
    }

    private static string[] Wrap(string program, params string[] arguments) =>
        SystemFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } path
            ? [path, .. arguments]
            : [];

    private static BlockingCollection<Action> StartThread()
    {
        var requests = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var request in requests.GetConsumingEnumerable())
                request();
        })
        { IsBackground = true, Name = "tool starter" };
        thread.Start();
        return requests;
    }
}
