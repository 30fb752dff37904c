using BetterAuth.TestKit.Clients;

namespace BetterAuth.TestKit.Traffic;

/// <summary>A client's request and its wait for the answer.</summary>
internal sealed class Exchange(Device sender, SimMessage message)
{
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _answer = new();

    public Device Sender => sender;

    public SimMessage Message => message;

    public Task<ReadOnlyMemory<byte>> Answer => _answer.Task;

    public void End(ReadOnlyMemory<byte> answer) => _answer.SetResult(answer);

    public void Fail() => _answer.SetException(new IOException("No answer came in the simulated time."));
}

/// <summary>Something on the way: a request to an endpoint, or an answer.</summary>
/// <param name="Message">The request; the one that is answered if this is an answer.</param>
/// <param name="To">The endpoint; null: access.</param>
/// <param name="Origin">Who waits for the answer; null: nobody but the attacker.</param>
/// <param name="Answer">The answer's bytes, if it is one.</param>
internal sealed record Flight(SimMessage Message, Wire.Operation? To, Exchange? Origin, ReadOnlyMemory<byte>? Answer = null);
