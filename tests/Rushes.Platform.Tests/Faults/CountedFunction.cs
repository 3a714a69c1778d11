using System.Collections.Concurrent;
using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Tests.Faults;

/// <summary>A function of a number that counts its starts. What it does can be replaced.</summary>
internal sealed class CountedFunction(string name)
{
    public FunctionReference<Rational, Rational> Reference { get; } = new(name, Rational.Parser, Rational.Parser);

    public string Version { get; init; } = "1.0.0";

    public TimeSpan? Wall { get; init; }

    /// <summary>Of each argument.</summary>
    public ConcurrentDictionary<long, int> Starts { get; } = [];

    /// <summary>Gives the number back unless a test says otherwise.</summary>
    public Func<long, CancellationToken, Task<long>> Work { get; set; } = (number, _) => Task.FromResult(number);

    public FunctionRegistration Registration => FunctionRegistration.Create(
        Reference, TestManifest.Of(Reference.Name, Wall, version: Version), async (argument, _, token) =>
        {
            Starts.AddOrUpdate(argument.Numerator, 1, (_, starts) => starts + 1);
            return OneGraph.Number(await Work(argument.Numerator, token));
        });
}
