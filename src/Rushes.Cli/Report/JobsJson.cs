using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Cli.Report;

/// <summary>Answers about jobs and queues as JSON, by generated code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(JobsAnswer))]
internal sealed partial class JobsJson : JsonSerializerContext
{
    public static string Write(JobsAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.JobsAnswer);

    // Apart, because static fields of the generated half may be set later than those of this one.
    private static class Readable
    {
        public static readonly JobsJson Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
