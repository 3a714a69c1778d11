using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Jobs;

public sealed class JobFailuresTests
{
    [Fact]
    public void Blame_OfWhatWasMadeOfTheInput_IsTheInputs()
    {
        Failure[] failures =
        [
            new() { Code = "input.no_frames", Place = new Place { Path = "/work/sequence.mov", Frame = 3 } },
            new() { Code = "output.not_writable", Place = new Place { Path = "/films/out" } },
            new() { Code = "step.failed" },
        ];

        var blamed = JobFailures.Blame(failures, "/work/sequence.mov", "/films/shot_%04d.dpx");

        Assert.Equal(new Place { Path = "/films/shot_%04d.dpx", Frame = 3 }, blamed[0].Place);
        Assert.Equal(failures[1..], blamed.Skip(1));
        Assert.Equal("/work/sequence.mov", failures[0].Place.Path);
    }
}
