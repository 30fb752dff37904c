using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.References;
using BetterAuth.Fuzzing.Tests.Support;
using BetterAuth.Tests.Wire.Tokens;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Fuzzing.Tests;

/// <summary>Parsers with the mistakes that parsers have, put in place of ours: corpora, mutations and references find each of them.</summary>
public class BrokenParserTests
{
    private const int MaxInputs = 20_000;

    [Fact]
    public void A_JSON_reader_that_takes_a_member_twice_is_found() =>
        Found("json-scanner", JsonMutations.All, input => Takes(input, new()) == PlatformJson.Of(input).IsStrict);

    [Fact]
    public void A_JSON_reader_that_takes_a_comma_at_the_end_is_found() =>
        Found("json-scanner", JsonMutations.All, input => Takes(input, new() { AllowTrailingCommas = true, AllowDuplicateProperties = false }) == PlatformJson.Of(input).IsStrict);

    [Fact]
    public void A_JSON_reader_that_stops_one_container_too_early_is_found() =>
        Found("json-scanner", JsonMutations.All, input => (RawJson.TryParse(input, out _, out _) && Takes(input, new() { MaxDepth = 63 })) == PlatformJson.Of(input).IsStrict);

    [Fact]
    public void A_CESR_reader_that_ignores_pad_bits_is_found() => Found("cesr", TextMutations.Base64, input =>
    {
        string text = Encoding.Latin1.GetString(input);
        bool isShaped = text.Length == CesrCode.Hash.TextLength && text[0] == 'E' && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        return isShaped == CesrCode.Hash.IsWellFormed(input);
    });

    [Fact]
    public void A_reader_of_times_that_takes_other_zones_is_found() => Found("times", TextMutations.Digits, input =>
        DateTimeOffset.TryParse(Encoding.Latin1.GetString(input), CultureInfo.InvariantCulture, out _) == new Rfc3339Timestamper().TryParse(input, out _));

    [Fact]
    public void A_decompressor_that_takes_a_truncated_stream_is_found() => Found("inflate", DeflateMutations.All, input =>
    {
        try
        {
            using MemoryStream content = new();
            using DeflateStream stream = new(new MemoryStream(input), CompressionMode.Decompress);
            stream.CopyTo(content);
            return Zlib.Inflate(input, 1 << 20, out _) is not null;
        }
        catch (InvalidDataException)
        {
            return Zlib.Inflate(input, 1 << 20, out _) is null;
        }
    });

    private static void Found(string corpus, IReadOnlyList<Mutation> mutations, Func<byte[], bool> agrees)
    {
        FuzzRun run = new FuzzRun(new StubTarget(input => Oracle.Holds(agrees(input), "they disagree"), corpus, mutations), new() { Seed = 1, MaxInputs = MaxInputs, RunsCorpus = false }).Run();
        Failure failure = Assert.Single(run.Failures);
        Assert.Equal("they disagree", failure.What);
        Assert.True(failure.Minimized.Length <= failure.Input.Length && !agrees(failure.Minimized));
    }

    private static bool Takes(byte[] text, JsonDocumentOptions options)
    {
        try
        {
            JsonDocument.Parse(text, options).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
