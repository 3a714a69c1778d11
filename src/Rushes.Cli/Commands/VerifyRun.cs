using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Media.Proofs.Verification;

namespace Rushes.Cli.Commands;

/// <summary>One verification, from the folder to the exit code.</summary>
internal sealed class VerifyRun(Surroundings surroundings, bool json)
{
    private readonly AnsweringRun _run = new(surroundings, json, (status, failures, _) => ReportJson.Write(new VerifyAnswer { Status = status, Failures = failures }));

    public Task<int> StartAsync(string folder, string? keys, CancellationToken cancellationToken) =>
        _run.StartAsync(() => RunAsync(folder, keys, cancellationToken), cancellationToken);

    public int Refuse(IReadOnlyList<Failure> failures) => _run.Refuse(failures);

    private async Task<int> RunAsync(string folder, string? keys, CancellationToken cancellationToken)
    {
        var (encryption, mistakes) = keys is null ? (null, []) : await VerifyKeys.ReadAsync(keys, surroundings, cancellationToken);
        using var opened = encryption;
        var (package, failure) = await FoundProof.ReadAsync(folder, cancellationToken);
        Failure[] failures = [.. mistakes, .. failure is null ? Array.Empty<Failure>() : [failure]];
        return failures.Length > 0 ? _run.Refuse(failures) : Show(package!, await VerifyAsync(folder, package!, opened, cancellationToken));
    }

    private async Task<PackageVerdict> VerifyAsync(string folder, FoundProof package, PackageEncryption? keys, CancellationToken cancellationToken)
    {
        var verifier = new PackageVerifier(folder, package.Proof) { Keys = keys };
        // Hashing takes whole cores; the view needs a thread of its own between.
        var verdict = Task.Run(() => verifier.VerifyAsync(cancellationToken), cancellationToken);
        await ProgressViews.For(surroundings, json, verbose: false).FollowAsync(() => Task.FromResult(Progress(verifier, verdict)), verdict);
        return await verdict;
    }

    private static ProgressState Progress(PackageVerifier verifier, Task verdict)
    {
        var fraction = verifier.Bytes > 0 ? Math.Min(1, (double)verifier.BytesRead / verifier.Bytes) : 1;
        var phase = new PhaseState("verify", verdict.IsCompleted ? PhaseStage.Done : PhaseStage.Running) { Fraction = fraction };
        return new ProgressState([phase], [], fraction, null, null, null);
    }

    private int Show(FoundProof package, PackageVerdict verdict)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(VerifyAnswers.Of(package, verdict)));
        }
        else
        {
            VerifyTable.Write(package, verdict, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        // A wrong key is a wrong argument, and says nothing of the package.
        return verdict.IsProven ? ExitCodes.Done : verdict.OnlyKeysAreWrong ? ExitCodes.Usage : ExitCodes.AnswerIsNo;
    }
}
