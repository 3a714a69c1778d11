using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Tests;

internal static class TestSettings
{
    public static EncodeSettings In(TestFolder folder) => new()
    {
        OutputPath = folder["out"],
        WorkPath = folder["work"],
        Ladders = [StandardLadder.Avc],
        LadderText = "standard",
        ChunkMs = 0,
        Class = PriorityClass.Standard,
        Due = null,
        DueText = "",
        Json = false,
        Verbose = false,
    };
}
