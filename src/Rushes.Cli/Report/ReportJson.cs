using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rushes.Cli.Report;

/// <summary>Reports, and answers about jobs, queues and packages, as JSON, by generated code: reflection would cost more than the rest of a short command.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(JobsAnswer))]
[JsonSerializable(typeof(VerifyAnswer))]
[JsonSerializable(typeof(IndexAnswer))]
[JsonSerializable(typeof(ValidateAnswer))]
[JsonSerializable(typeof(QualityAnswer))]
[JsonSerializable(typeof(InspectAnswer))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(JobReport report) => JobReportWriting.Write(report);

    public static string Write(JobsAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.JobsAnswer);

    public static string Write(VerifyAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.VerifyAnswer);

    public static string Write(IndexAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.IndexAnswer);

    public static string Write(ValidateAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.ValidateAnswer);

    public static string Write(QualityAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.QualityAnswer);

    public static string Write(InspectAnswer answer) => JsonSerializer.Serialize(answer, Readable.Context.InspectAnswer);

    /// <summary>Null when the text is not a report.</summary>
    public static JobReport? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Readable.Context.JobReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Apart, because static fields of the generated half may be set later than those of this one.
    private static class Readable
    {
        // Paths and messages stay readable; nobody puts this into a web page unescaped.
        public static readonly ReportJson Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
