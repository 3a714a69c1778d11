using Rushes.Cli.Serving;

namespace Rushes.Cli.Tests.Serving;

public sealed class WorkerPlaceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_PlacesOfTheDeadAndOfTheLiving_LeavesOnlyWhatTheLivingWrite()
    {
        using var first = WorkerPlace.Take(_folder["workers"]);
        using var living = WorkerPlace.Take(_folder["workers"]);
        var dead = WorkerPlace.Take(_folder["workers"]);
        Fill(first, living, dead);
        dead.Dispose();
        first.Dispose();

        using var next = WorkerPlace.Take(_folder["workers"]);

        Assert.Equal(first.Folder, next.Folder);
        Assert.True(File.Exists(Path.Combine(living.Scratch, "half")));
        Assert.False(Directory.Exists(dead.Scratch));
        Assert.Equal(["whole"], Directory.EnumerateFiles(dead.Cache).Select(Path.GetFileName));
        Assert.Equal(["half.part", "whole"], Directory.EnumerateFiles(living.Cache).Select(Path.GetFileName).Order());
    }

    private static void Fill(params WorkerPlace[] places)
    {
        foreach (var place in places)
        {
            Directory.CreateDirectory(place.Scratch);
            Directory.CreateDirectory(place.Cache);
            File.WriteAllText(Path.Combine(place.Scratch, "half"), "");
            File.WriteAllText(Path.Combine(place.Cache, "half.part"), "");
            File.WriteAllText(Path.Combine(place.Cache, "whole"), "");
        }
    }
}
