using System.Text;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Transcripts;

public class TranscriptTests
{
    [Fact]
    public void Every_recorded_exchange_is_parsed_verified_and_written_again_byte_for_byte()
    {
        IReadOnlyList<Transcript> transcripts = Transcript.LoadAll();
        int exchanges = 0;
        foreach (Transcript transcript in transcripts)
        {
            ExchangeProof proof = new(transcript);
            foreach (Exchange exchange in transcript.Exchanges)
            {
                try
                {
                    proof.Check(exchange);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"{transcript.File}, exchange {exchange.Number}, {exchange.Path}: {exception.Message}", exception);
                }

                exchanges++;
            }
        }

        Assert.True(exchanges > 0, $"No exchanges in {Transcript.Folder}.");
        Figures.Write("transcripts", $"transcripts: {exchanges} exchanges in {transcripts.Count} files");
    }

    [Fact]
    public void A_peers_own_error_answers_are_recognised_as_such()
    {
        string[] answers = [.. Transcript.LoadAll().SelectMany(transcript => transcript.Exchanges)
            .Select(exchange => exchange.Response)
            .Where(response => response.StartsWith('{') && !response.Contains("\"payload\"", StringComparison.Ordinal))];
        foreach (string answer in answers)
        {
            Assert.True(PeerError.TryRead(Encoding.UTF8.GetBytes(answer), out PeerError? error), answer);
            Assert.NotEmpty(error.Message);
        }
    }
}
