using Google.Protobuf;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Functions;

/// <summary>
/// A function: reads its inputs as local files or streams, runs tools, makes local files or objects. It knows no URI scheme,
/// no retry, no credentials and no workflow. It may be stopped at any instant and run again elsewhere; only what it returns counts.
/// </summary>
public delegate Task<StepOutcome<TResult>> FunctionHandler<TArgument, TResult>(
    TArgument argument, FunctionContext context, CancellationToken cancellationToken)
    where TArgument : class, IMessage<TArgument>
    where TResult : class, IMessage<TResult>;
