using Rushes.Media.Proofs;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Functions.Proof;

/// <summary>Writes what the package was made from and what it holds, for <c>rushes verify</c>.</summary>
internal static class ProofFunction
{
    public static readonly FunctionReference<ProofTask, ProofWritten> Reference = new("packaging.proof", ProofTask.Parser, ProofWritten.Parser);

    public static async Task<StepOutcome<ProofWritten>> RunAsync(ProofTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var output = new PackageOutput(task.Request.DestinationUri, context);
        await output.WriteTextAsync(PackageProof.FileName, ProofFile.Write(PackageProofs.Of(task)), cancellationToken);
        return new ProofWritten { Files = { output.Files } };
    }
}
