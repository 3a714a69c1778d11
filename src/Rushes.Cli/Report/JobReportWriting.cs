using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Cli.Report;

/// <summary>Writes a report without the tables of its properties that reading needs: those take longer to make than a short job.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobReport))]
internal sealed partial class JobReportWriting : JsonSerializerContext
{
    // Paths and messages stay readable; nobody puts this into a web page unescaped.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JobReport report)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Readable))
        {
            Default.JobReport.SerializeHandler!(writer, report);
        }

        return System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
