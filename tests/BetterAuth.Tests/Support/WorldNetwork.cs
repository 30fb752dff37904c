using System.Buffers;
using BetterAuth.Access;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>The network of a <see cref="World"/>: paths lead to the server's operations, <c>/echo</c> to an application that answers with what it was asked.</summary>
internal sealed class WorldNetwork(World world) : INetwork
{
    private readonly Dictionary<string, Operation> _operations = Operations.All.ToDictionary(AuthenticationPaths.Default.PathOf);

    /// <summary>What was sent, in order.</summary>
    public bool AuthenticatesServer { get; init; } = true;

    public List<(string Path, byte[] Message)> Sent { get; } = [];

    /// <summary>Changes an answer on its way back; may throw.</summary>
    public Func<string, byte[], byte[]> OnAnswer { get; set; } = (_, answer) => answer;

    /// <summary>Puts another message, to another path, in place of the one that was sent.</summary>
    public Func<string, byte[], (string Path, byte[] Message)>? Replace { get; set; }

    /// <summary>Stands before the server; may throw.</summary>
    public Action<string> OnSend { get; set; } = _ => { };

    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        Sent.Add((path, message.ToArray()));
        OnSend(path);
        if (Replace is not null)
        {
            (path, message) = Replace(path, message.ToArray());
        }

        ArrayBufferWriter<byte> answer = new();
        Refusal? refusal = _operations.TryGetValue(path, out Operation operation)
            ? await world.Server.ExecuteAsync(operation, message, answer, cancellationToken)
            : await EchoAsync(path, message, answer);
        if (refusal is not null)
        {
            RefusalJson.Write(refusal, answer);
        }

        return OnAnswer(path, answer.WrittenSpan.ToArray());
    }

    /// <summary>The next answer is lost.</summary>
    public void LoseNextAnswer()
    {
        Func<string, byte[], byte[]> former = OnAnswer;
        OnAnswer = (_, _) =>
        {
            OnAnswer = former;
            throw new IOException("The answer was lost.");
        };
    }

    private async ValueTask<Refusal?> EchoAsync(string path, ReadOnlyMemory<byte> message, IBufferWriter<byte> answer)
    {
        AccessResult result = await world.Verifier.VerifyAsync(message, new AccessTarget("POST", path));
        if (!result.IsVerified)
        {
            return result.Refusal;
        }

        using VerifiedAccess access = result.Access;
        await world.Signer.WriteAsync(access.Nonce, access.Request, answer);
        return null;
    }
}
