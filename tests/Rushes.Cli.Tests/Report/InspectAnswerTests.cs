using System.Text.Json;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Report;

public sealed class InspectAnswerTests
{
    [Fact]
    public void Json_OfAPlainFilm_HasThePromisedNames() => Assert.Equal(
        """
        {
          "version": 1,
          "status": "done",
          "source": {
            "uri": "file:///films/a%20film.mov",
            "digest": "abcd",
            "bytes": 12345678,
            "frames": 1600,
            "duration": {
              "ticks": 64,
              "timescale": 1
            }
          },
          "video": {
            "stream": 0,
            "codec": "prores",
            "width": 1920,
            "height": 1080,
            "pixelAspect": "1/1",
            "rotation": 0,
            "pixelFormat": "yuv422p10le",
            "bits": 10,
            "frameRate": "25/1",
            "pictures": "frames",
            "fieldOrder": "tt",
            "firstTime": {
              "ticks": 10,
              "timescale": 1
            },
            "colour": {
              "range": "tv",
              "primaries": "bt2020",
              "transfer": "smpte2084",
              "matrix": "bt2020nc"
            },
            "hdr10Plus": false,
            "formatChanges": 0
          },
          "audio": [],
          "text": [],
          "timecodes": [],
          "shots": [],
          "activeAreas": [],
          "findings": [],
          "failures": [],
          "tools": [
            {
              "name": "ffmpeg",
              "version": "7.0",
              "digest": "cd"
            }
          ],
          "time": {
            "wall": 0,
            "cpu": 0,
            "phases": {}
          }
        }
        """,
        ReportJson.Write(InspectAnswers.Of(SampleInspection.Plain(), ReportTime.None)).ReplaceLineEndings("\n"));

    [Fact]
    public void Json_OfAFullInspection_HasAllThatWasFound()
    {
        var answer = Json(SampleInspection.Rich());

        Assert.Equal("full", answer.GetProperty("phase").GetString());
        Assert.Equal("mov,mp4,m4a,3gp,3g2,mj2", answer.GetProperty("source").GetProperty("container").GetString());
        var video = answer.GetProperty("video");
        Assert.Equal([0.68, 0.32], video.GetProperty("hdr").GetProperty("masteringDisplay").GetProperty("red").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(0.005, video.GetProperty("hdr").GetProperty("masteringDisplay").GetProperty("minLuminance").GetDouble());
        Assert.Equal(400, video.GetProperty("hdr").GetProperty("contentLight").GetProperty("average").GetInt32());
        Assert.True(video.GetProperty("cadence").GetProperty("topFirst").GetInt64() > 0);
        var heard = answer.GetProperty("audio")[0].GetProperty("heard");
        Assert.Equal((-23.04, -1.26), (heard.GetProperty("integrated").GetDouble(), heard.GetProperty("truePeak").GetDouble()));
        Assert.Equal("LFE", heard.GetProperty("levels")[3].GetProperty("channel").GetString());
        Assert.Equal("""{"start":"01:00:00:00","place":"stream 3"}""", Compact(answer.GetProperty("timecodes")[0]));
        Assert.Equal("""{"from":700,"to":1100,"entry":"dissolve","transition":{"from":670,"to":700}}""", Compact(answer.GetProperty("shots")[2]));
        Assert.Equal("""{"from":0,"to":700,"left":0,"top":140,"width":1920,"height":800}""", Compact(answer.GetProperty("activeAreas")[0]));
        Assert.Equal(
            """{"code":"picture.frozen","severity":"error","from":400,"to":520,"evidence":{"measured":"12"},"remedy":"Deliver it again."}""",
            Compact(answer.GetProperty("findings")[2]));
    }

    [Fact]
    public void Json_OfDigitalSilence_HasNoLevels()
    {
        var heard = Json(SampleInspection.Rich()).GetProperty("audio")[1].GetProperty("heard");

        Assert.False(heard.TryGetProperty("integrated", out _));
        Assert.False(heard.TryGetProperty("truePeak", out _));
        Assert.Equal("""{"channel":"1"}""", Compact(heard.GetProperty("levels")[0]));
    }

    [Theory]
    [InlineData(Severity.Info, "done")]
    [InlineData(Severity.Warning, "done")]
    [InlineData(Severity.Error, "refused")]
    public void Status_OfAFinding_IsRefusedByErrorsAlone(Severity severity, string status)
    {
        var response = SampleInspection.Plain();
        response.Findings.Add(SampleInspection.Finding("picture.frozen", severity, 0, 9));

        Assert.Equal(status, InspectAnswers.Of(response, ReportTime.None).Status);
    }

    [Fact]
    public void Table_OfAFullInspection_SaysWhatItIsAndWhereItIsWrong()
    {
        var table = Table(SampleInspection.Rich());

        string[] expected =
        [
            "a film.mov, 12.3 MB", "prores, 1920x1080, 25 a second, 1600 frames, 00:01:04.000", "bt2020/smpte2084/bt2020nc, studio range",
            "PQ, mastered for 0.005 to 1000 cd/m², MaxCLL 1000, MaxFALL 400 cd/m², Dolby Vision 8.1", "top first, by the file (tt)", "01:00:00:00, in stream 3",
            "pcm_s24le, 48000 Hz, 5.1, en, default, -23.0 LUFS, range 11.2 LU, peak -1.3 dBTP", "eia_608, und", "4: 1 cut, 1 dissolve, 1 fade", "2 channels, und, silent",
            "1920x800 at 0,140, 1440x1080 at 240,0", "error picture.frozen", "00:00:16.000 to 00:00:20.800", "frames 400 to 519", "and 20 more",
            "result  1 error, 34 warnings, 1 note: an encode would not take it.",
        ];
        Assert.All(expected, part => Assert.Contains(part, table, StringComparison.Ordinal));
        Assert.True(table.IndexOf("picture.frozen", StringComparison.Ordinal) < table.IndexOf("picture.repeated", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', table);
        Assert.DoesNotContain('\u202e', table);
    }

    [Fact]
    public void Table_OfAPlainFilm_SaysThatNothingWasFound()
    {
        var table = Table(SampleInspection.Plain());

        Assert.Contains("result  no findings.", table, StringComparison.Ordinal);
        Assert.DoesNotContain("shots", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, "00:00:00.000")]
    [InlineData(1, 3, "00:00:00.040 to 00:00:00.120")]
    [InlineData(0, 1600, "the whole film")]
    [InlineData(1599, 9999, "00:01:03.960 to 00:01:04.000")]
    public void FilmTime_OfFrames_CountsFromTheFirst(long from, long to, string expected) =>
        Assert.Equal(expected, new FilmTime(SampleInspection.Timeline).Text(from, to));

    [Theory]
    [InlineData("plain é 漢", "plain é 漢")]
    [InlineData("a\u001b[31m\r\nb", "a\ufffd[31m\ufffd\ufffdb")]
    [InlineData("\u202egpj", "\ufffdgpj")]
    public void SafeText_OfWhatSteers_ShowsThatItWasThere(string text, string expected) => Assert.Equal(expected, SafeText.Of(text));

    [Fact]
    public void SafeText_OfManyLetters_Ends() => Assert.Equal(301, SafeText.Of(new string('x', 5000)).Length);

    private static JsonElement Json(InspectResponse response) => JsonDocument.Parse(ReportJson.Write(InspectAnswers.Of(response, ReportTime.None))).RootElement;

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Table(InspectResponse response) => PlainConsole.Text(160, console =>
        InspectTable.Write(InspectAnswers.Of(response, ReportTime.None), new FilmTime(SampleInspection.Timeline), console));
}
