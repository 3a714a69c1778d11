using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Functions;

/// <summary>A function that a worker can run: its manifest and its handler.</summary>
public sealed class FunctionRegistration
{
    private FunctionRegistration(FunctionManifest manifest, UntypedHandler handler, IReadOnlyList<ToolBuild> tools)
    {
        Manifest = manifest;
        Handler = handler;
        Build = new FunctionBuild { Function = manifest.Name, Version = manifest.Version, Tools = { tools } };
    }

    internal delegate Task<InlineOutcome> UntypedHandler(ReadOnlyMemory<byte> argument, FunctionContext context, CancellationToken cancellationToken);

    public FunctionManifest Manifest { get; }

    internal UntypedHandler Handler { get; }

    internal FunctionBuild Build { get; }

    /// <param name="reference">Its name must be the manifest's.</param>
    /// <param name="manifest">The function's <c>function.yaml</c>.</param>
    /// <param name="handler">Does the work.</param>
    /// <param name="tools">The builds of the tools it runs; they are part of what makes its bytes.</param>
    /// <exception cref="ArgumentException">The names differ.</exception>
    public static FunctionRegistration Create<TArgument, TResult>(
        FunctionReference<TArgument, TResult> reference, FunctionManifest manifest, FunctionHandler<TArgument, TResult> handler, params IReadOnlyList<ToolBuild> tools)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult>
    {
        if (reference.Name != manifest.Name)
        {
            throw new ArgumentException($"The manifest is of '{manifest.Name}', not of '{reference.Name}'.", nameof(manifest));
        }

        async Task<InlineOutcome> RunAsync(ReadOnlyMemory<byte> argument, FunctionContext context, CancellationToken cancellationToken) =>
            await handler(reference.ArgumentParser.ParseFrom(argument.Span), context, cancellationToken) switch
            {
                StepOutcome<TResult>.Succeeded succeeded => new InlineOutcome(succeeded.Result, null),
                StepOutcome<TResult>.Failed failed => new InlineOutcome(null, failed.Failures),
                _ => throw new InvalidOperationException("A step outcome has two cases."),
            };
        return new FunctionRegistration(manifest, RunAsync, tools);
    }
}
