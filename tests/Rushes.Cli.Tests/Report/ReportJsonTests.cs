using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Report;

public sealed class ReportJsonTests
{
    [Fact]
    public void Report_Done_HasThePromisedNames() => Assert.Equal(
        """
        {
          "version": 1,
          "status": "done",
          "job": "0123456789abcdef",
          "source": {
            "uri": "file:///film.mov",
            "digest": "ab",
            "frames": 240,
            "duration": {
              "ticks": 240240,
              "timescale": 24000
            }
          },
          "renditions": [
            {
              "name": "1080p",
              "codec": "avc",
              "width": 1920,
              "height": 1080,
              "frames": 240,
              "bytes": 7500000,
              "bitrateAverage": 5994006,
              "bitratePeak": 6100000,
              "path": "video/avc/1080p.mp4",
              "chunks": 2,
              "vmaf": null
            }
          ],
          "audio": [
            {
              "name": "en-aac-2.0",
              "codec": "aac",
              "language": "en",
              "channels": "2.0",
              "sampleRate": 48000,
              "bytes": 160000,
              "bitrateAverage": 128000,
              "bitratePeak": 131000,
              "path": "audio/en-aac-2.0.mp4"
            }
          ],
          "text": [],
          "findings": [
            {
              "code": "source.gap",
              "severity": "warning",
              "from": 3,
              "to": 5,
              "evidence": {
                "ticks": "40"
              },
              "remedy": "None needed."
            }
          ],
          "failures": [],
          "tools": [
            {
              "name": "ffmpeg",
              "version": "7.0",
              "digest": "cd"
            }
          ],
          "time": {
            "wall": 12.5,
            "cpu": 24.25,
            "phases": {
              "inspect": 1.5,
              "encode": 10
            }
          }
        }
        """,
        ReportJson.Write(SampleReport.Create()));

    [Fact]
    public void Failure_WithPlaceAndDetails_IsWhole()
    {
        var failure = new Failure
        {
            Code = "encode.failed",
            Category = FailureCategory.Internal,
            Message = "FFmpeg's 'x264' died.",
            Place = new Place { Rendition = "720p", Chunk = 0, Frame = 0 },
            Remedy = "Try again.",
            Details = { ["exitCode"] = "187" },
        };

        Assert.EndsWith(
            """
              "failures": [
                {
                  "code": "encode.failed",
                  "category": "internal",
                  "message": "FFmpeg's 'x264' died.",
                  "place": {
                    "rendition": "720p",
                    "chunk": 0,
                    "frame": 0
                  },
                  "remedy": "Try again.",
                  "details": {
                    "exitCode": "187"
                  }
                }
              ],
              "tools": [],
              "time": {
                "wall": 0,
                "cpu": 0,
                "phases": {}
              }
            }
            """,
            ReportJson.Write(ReportBuilder.Ended("failed", "1", [failure], ReportTime.None)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ReadBack_IsTheSame() =>
        Assert.Equal(ReportJson.Write(SampleReport.Create()), ReportJson.Write(ReportJson.TryRead(ReportJson.Write(SampleReport.Create()))!));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":1}")]
    public void Text_ThatIsNoReport_ReadsAsNone(string text) => Assert.Null(ReportJson.TryRead(text));

    [Fact]
    public void FailureText_ForPeople_NamesPlaceRemedyAndDetails()
    {
        var failure = new Failure
        {
            Code = "encode.failed",
            Message = "FFmpeg died.",
            Place = new Place { Rendition = "720p", Chunk = 2 },
            Remedy = "Try again.",
            Details = { ["stderr"] = "one\ntwo\n", ["exitCode"] = "187" },
        };
        using var writer = new StringWriter { NewLine = "\n" };

        FailureText.Write([failure], writer);

        Assert.Equal(
            """
            error: FFmpeg died.  [encode.failed]
              at: rendition 720p, chunk 3
              do: Try again.
              exitCode: 187
              stderr:
                one
                two

            """,
            writer.ToString());
    }
}
