namespace Rushes.Contracts;

/// <summary>Every method that one service may call of another.</summary>
public static class Methods
{
    public static readonly Method<InspectRequest, InspectResponse> Inspect =
        new("rushes.v1.Inspection/Inspect", InspectRequest.Parser, InspectResponse.Parser);

    public static readonly Method<EncodeRequest, EncodeResponse> Encode =
        new("rushes.v1.Encoding/Encode", EncodeRequest.Parser, EncodeResponse.Parser);

    public static readonly Method<ValidateRequest, ValidateResponse> Validate =
        new("rushes.v1.Validation/Validate", ValidateRequest.Parser, ValidateResponse.Parser);

    public static readonly Method<MeasureRequest, MeasureResponse> Measure =
        new("rushes.v1.Quality/Measure", MeasureRequest.Parser, MeasureResponse.Parser);

    public static readonly Method<EncodeAudioRequest, EncodeAudioResponse> EncodeAudio =
        new("rushes.v1.Audio/EncodeAudio", EncodeAudioRequest.Parser, EncodeAudioResponse.Parser);

    public static readonly Method<PackageRequest, PackageResponse> Package =
        new("rushes.v1.Packaging/Package", PackageRequest.Parser, PackageResponse.Parser);

    public static readonly Method<PrepareTitleRequest, PrepareTitleResponse> PrepareTitle =
        new("rushes.v1.Streaming/PrepareTitle", PrepareTitleRequest.Parser, PrepareTitleResponse.Parser);
}
