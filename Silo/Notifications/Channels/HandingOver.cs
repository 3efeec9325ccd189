using MailKit;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Watches a conversation with a mail server for the moment from which on it may have the letter. Keeps nothing of what is said.</summary>
internal sealed class HandingOver : IProtocolLogger
{
    public bool Began { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        Began |= said.StartsWith("DATA\r\n"u8) || said.StartsWith("BDAT "u8);
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
