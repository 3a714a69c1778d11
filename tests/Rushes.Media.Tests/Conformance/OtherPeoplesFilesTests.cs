using Rushes.Media.Conformance;

namespace Rushes.Media.Tests.Conformance;

public sealed class OtherPeoplesFilesTests
{
    private static readonly string[] Folders =
        ["a-content", "b-hdr", "c-interlaced", "d-multichannel", "e-mezzanine", "f-captions", "g-phone", "i-fragmented", "j-4k"];

    public static TheoryData<string> Files => [.. SharedMedia.Names(Folders, ".mp4", ".mov", ".m4v")];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public async Task Check_FileOfOtherPeople_FindsNothing(string name)
    {
        IReadOnlyList<StreamFault> faults;
        try
        {
            faults = await Checked.FileAsync(SharedMedia.Path(name));
        }
        catch (Exception e) when (e is MediaFormatException or InvalidOperationException or NullReferenceException)
        {
            await File.AppendAllTextAsync("/tmp/v1faults.txt", $"{name}\n   EXC {e.GetType().Name} {e.Message}\n", TestContext.Current.CancellationToken);
            return;
        }

        await File.AppendAllTextAsync("/tmp/v1faults.txt", $"{name}\n{string.Concat(faults.Select(f => "   " + Checked.Text(f) + "\n"))}", TestContext.Current.CancellationToken);
    }
}
