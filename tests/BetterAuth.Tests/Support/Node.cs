using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>A server of a <see cref="World"/>'s deployment with nothing in its memory: another node, or one that was started again.</summary>
internal sealed class Node(World world, IAccountStore? store = null, TimeProvider? clock = null)
{
    private readonly BetterAuthServer _server = new(world.Options with { Store = store ?? world.Store, TimeProvider = clock ?? world.Clock });

    /// <summary>Null when it was acknowledged.</summary>
    public async Task<Refusal?> SendAsync(Operation operation, byte[] message) => await _server.ExecuteAsync(operation, message, new ArrayBufferWriter<byte>());

    /// <summary>The signed answer.</summary>
    public async Task<byte[]> AnswerAsync(Operation operation, byte[] message)
    {
        ArrayBufferWriter<byte> answer = new();
        Refusal? refusal = await _server.ExecuteAsync(operation, message, answer);
        Assert.True(refusal is null, refusal?.ToString());
        return answer.WrittenSpan.ToArray();
    }
}
