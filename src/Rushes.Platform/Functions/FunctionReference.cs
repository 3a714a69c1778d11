using Google.Protobuf;

namespace Rushes.Platform.Functions;

/// <summary>Names a function for the graphs that use it.</summary>
/// <param name="Name">As in its <c>function.yaml</c>: <c>encoding.avc</c>.</param>
/// <param name="ArgumentParser">Reads the argument on the worker.</param>
/// <param name="ResultParser">Reads the result in the workflow.</param>
public sealed record FunctionReference<TArgument, TResult>(
    string Name, MessageParser<TArgument> ArgumentParser, MessageParser<TResult> ResultParser)
    where TArgument : class, IMessage<TArgument>
    where TResult : class, IMessage<TResult>;
