using System.Collections.Frozen;
using Rushes.Tools.Locating;

namespace Rushes.Testing;

/// <summary>Tools that are not there, for use with <see cref="FakeToolRunner"/>.</summary>
public static class FakeTools
{
    public static ToolInstallation Ffmpeg { get; } = Make("ffmpeg", ToolRequirements.Ffmpeg.Select(requirement => requirement.Name));

    public static ToolInstallation Ffprobe { get; } = Make("ffprobe", []);

    private static ToolInstallation Make(string name, IEnumerable<string> features)
    {
        var names = features.ToFrozenSet();
        return new(name, $"/tools/{name}", "7.0", new string('0', 64))
        {
            Encoders = names,
            Filters = names,
            LibavutilMajor = ToolRequirements.LibavutilMajor,
        };
    }
}
