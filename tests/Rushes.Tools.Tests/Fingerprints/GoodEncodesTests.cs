using Rushes.Testing;

namespace Rushes.Tools.Tests.Fingerprints;

/// <summary>Real films at rates from fine to poor: whatever an encoder does to pictures, no fault may be found.</summary>
public sealed class GoodEncodesTests : IDisposable
{
    private readonly Encodes _encodes = new();

    public static TheoryData<string, int, string> Films
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var film in (string[])["KristenAndSara_720p60.hevc", "Seeking_30_480_1050.mp4", "bbb_1080p25_51_30s.ts", "bbb_1080p60_51_2s.mp4", "car-detection.mp4", "mediabunny_video.mp4", "park_joy_720p24.mp4", "tos_1080p24_hevc10_40s.mp4"])
            {
                foreach (var height in (int[])[240, 720])
                {
                    foreach (var crf in (int[])[18, 30, 40])
                    {
                        data.Add(film, height, $"-c:v libx264 -preset veryfast -crf {crf}");
                    }

                    data.Add(film, height, "-c:v libsvtav1 -preset 10 -crf 50");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Films))]
    [Trait("Category", "Soak")]
    [Trait("Soak", "fingerprints")]
    public async Task Compare_GoodEncode_FindsNothing(string film, int height, string encoder) =>
        Assert.Empty(await _encodes.CompareAsync(TestMedia.Shared($"a-content/{film}"), _ => "", encoder, height));

    public void Dispose() => _encodes.Dispose();
}
