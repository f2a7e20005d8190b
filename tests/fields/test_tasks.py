"""Tasks: who has to do what. A case is a piece of a document, then `unit | what it has to do` for each task, in order."""

from __future__ import annotations

import time

import pytest

from trichxuat import extract
from trichxuat.fields.tasks import read_tasks
from trichxuat.record import Task
from trichxuat.structure.lines import read_lines
from trichxuat.structure.outline import read_outline
from trichxuat.text import Text


def read(source: str, doc_type: str | None = "KH", issuer: str = "", addressee: str = "") -> list[Task]:
    text = Text(source)
    lines = read_lines(text)
    blocks = read_outline(text, lines, 0, len(lines))
    tasks = read_tasks(
        text, blocks, doc_type=doc_type, issuers=[issuer] if issuer else [], addressees=[addressee] if addressee else []
    )
    for task in tasks:
        assert task.is_cut_from(source)
        assert task.unit.is_cut_from(source)
    return tasks


def shown(tasks: list[Task]) -> str:
    return "\n".join(f"{task.unit.value} | {task.value}" for task in tasks)


def told(expected: str) -> str:
    return "\n".join(line.strip() for line in expected.strip().splitlines())


CASES = {
    "a verb right behind a bare noun tells which body is meant": (
        "QyĐ",
        """
        Điều 4. Trách nhiệm thực hiện
        1. Cơ quan lập đề án vùng xanh có trách nhiệm hoàn thiện hồ sơ.
        2. Sở quản lý ngành, lĩnh vực đánh giá sự cần thiết của đề án.
        3. Tổ chức, cá nhân sử dụng điện phải tuân thủ quy định. Trường hợp không trả lời thì được coi là đồng ý.
        4. Sở Nội vụ gửi Ủy ban nhân dân tỉnh các tài liệu để thẩm định. Hồ sơ gồm:
        a) Báo cáo kết quả của Sở Nội vụ;
        b) Kiểm kê tài sản.
        """,
        """
        Cơ quan lập đề án vùng xanh | có trách nhiệm hoàn thiện hồ sơ
        Sở quản lý ngành, lĩnh vực | đánh giá sự cần thiết của đề án
        Tổ chức, cá nhân sử dụng điện | phải tuân thủ quy định
        Sở Nội vụ | gửi Ủy ban nhân dân tỉnh các tài liệu để thẩm định. Hồ sơ
        """,
    ),
    "a regulation tells a named body by a bare verb, and says what befalls who does otherwise": (
        "TT",
        """
        Chương II. TRÌNH TỰ
        Điều 4. Khảo sát
        1. Căn cứ kết quả rà soát, Ủy ban nhân dân cấp tỉnh tổ chức lập hồ sơ. Trường hợp hồ sơ chưa đủ, Ủy ban nhân dân
        cấp tỉnh bổ sung.
        2. Sở Nội vụ tổng hợp hồ sơ. Nếu vi phạm thì bị xử lý theo quy định.
        3. Ban Chỉ đạo hoạt động theo nguyên tắc tập trung dân chủ.
        4. Ủy ban nhân dân cấp tỉnh giao Sở Nội vụ chịu trách nhiệm:
        a) Tổ chức bàn giao hồ sơ.
        """,
        """
        Ủy ban nhân dân cấp tỉnh | tổ chức lập hồ sơ. Trường hợp hồ sơ chưa đủ, Ủy ban nhân dân cấp tỉnh bổ sung
        Sở Nội vụ | tổng hợp hồ sơ
        Sở Nội vụ | Tổ chức bàn giao hồ sơ
        """,
    ),
    "an article named after the duties of a body": (
        "NĐ",
        """
        Điều 6. Nhiệm vụ, quyền hạn của Hội đồng điều phối vùng
        1. Kiểm tra việc thực hiện quy hoạch.
        2. Thực hiện nhiệm vụ khác do Chính phủ, Thủ tướng Chính phủ giao.
        Điều 7. Chế độ làm việc
        1. Giao Bộ trưởng Bộ Nội vụ hướng dẫn việc tuyển dụng công chức của các văn phòng; Bộ trưởng Bộ Tài chính quy định mức chi của Hội đồng.
        """,
        """
        Hội đồng điều phối vùng | Kiểm tra việc thực hiện quy hoạch
        Hội đồng điều phối vùng | Thực hiện nhiệm vụ khác do Chính phủ, Thủ tướng Chính phủ giao
        Bộ trưởng Bộ Nội vụ | hướng dẫn việc tuyển dụng công chức của các văn phòng
        Bộ trưởng Bộ Tài chính | quy định mức chi của Hội đồng
        """,
    ),
    "powers that are handed down are no tasks": (
        "QĐ",
        """
        Điều 2. Nội dung phân cấp
        1. Sở Tài chính
        a) Thu hồi tài sản công của các cơ quan.
        b) Phê duyệt phương án xử lý tài sản.
        Điều 3. Sở Tài chính chịu trách nhiệm thi hành
        Quyết định này.
        """,
        """
        Sở Tài chính | chịu trách nhiệm thi hành Quyết định này
        """,
    ),
    "a closing paragraph on the document itself": (
        "CTr",
        """
        III. TỔ CHỨC THỰC HIỆN
        1. Phòng Nội vụ:
        - Tổng hợp báo cáo.
        2. Tổ hòa giải các thôn:
        - Tuyên truyền pháp luật.
        Căn cứ Chương trình này, yêu cầu Trưởng các thôn nghiêm túc triển khai thực hiện.
        """,
        """
        Phòng Nội vụ | Tổng hợp báo cáo
        Tổ hòa giải các thôn | Tuyên truyền pháp luật
        Trưởng các thôn | nghiêm túc triển khai thực hiện
        """,
    ),
    "topics that look like a Phòng or a Thống kê": (
        "KH",
        """
        II. NHIỆM VỤ
        1. Phòng, chống đuối nước
        - Kiểm tra các hồ bơi.
        - Thống kê, phân loại các hồ bơi.
        - Rà soát biển báo.
        """,
        "",
    ),
    "persons with their posts": (
        "TB",
        """
        Đề nghị đồng chí Tô Văn Mẫu, Phó Chủ tịch UBND xã chỉ đạo rà soát danh sách.
        Giao bà Vũ Thị Mẫu, công chức Văn phòng - thống kê tổng hợp kết quả.
        Giao Khoa Dược kiểm tra tủ thuốc; phân công viên chức trực.
        """,
        """
        đồng chí Tô Văn Mẫu, Phó Chủ tịch UBND xã | chỉ đạo rà soát danh sách
        bà Vũ Thị Mẫu, công chức Văn phòng - thống kê | tổng hợp kết quả
        Khoa Dược | kiểm tra tủ thuốc; phân công viên chức trực
        """,
    ),
    "what a unit hands on behind a semicolon is its own task": (
        "KH",
        """
        III. TỔ CHỨC THỰC HIỆN
        1. Thủ trưởng các đơn vị thuộc Sở có trách nhiệm xây dựng kế hoạch; phân công cán bộ làm đầu mối theo dõi.
        Tổ chức pháp chế các Chi cục có trách nhiệm giúp Thủ trưởng đơn vị.
        """,
        """
        Thủ trưởng các đơn vị thuộc Sở | có trách nhiệm xây dựng kế hoạch; phân công cán bộ làm đầu mối theo dõi
        Tổ chức pháp chế các Chi cục | có trách nhiệm giúp Thủ trưởng đơn vị
        """,
    ),
    "a row whose cells list as many pieces of work as units": (
        "KH",
        """
        |TT |Nội dung công việc              |Đơn vị chủ trì       |Thời gian |
        |1  |Công bố thủ tục                 |- Các đơn vị thuộc Sở|Tháng 5   |
        |   |- Xây dựng biểu mẫu             |- Phòng Pháp chế     |          |
        |   |- Rà soát biểu mẫu              |                     |          |
        |2  |Kế hoạch kiểm soát              |Các đơn vị thuộc Sở  |Tháng 6   |
        |   |- Các đơn vị lập kế hoạch.      |Phòng Pháp chế       |          |
        |   |- Phòng Pháp chế tổng hợp.      |                     |          |
        |3  |Kiểm tra tại một số huyện:      |Phòng Pháp chế       |Tháng 7   |
        |   |- Miền núi 01 cuộc              |                     |          |
        |II |Tập huấn nghiệp vụ              |                     |          |
        |1  |Cho công chức các đơn vị        |Phòng Pháp chế       |Tháng 8   |
        """,
        """
        Các đơn vị thuộc Sở | Xây dựng biểu mẫu
        Phòng Pháp chế | Rà soát biểu mẫu
        Các đơn vị thuộc Sở | Kế hoạch kiểm soát Các đơn vị lập kế hoạch
        Phòng Pháp chế | Kế hoạch kiểm soát Phòng Pháp chế tổng hợp
        Phòng Pháp chế | Kiểm tra tại một số huyện
        Phòng Pháp chế | Tập huấn nghiệp vụ Cho công chức các đơn vị
        """,
    ),
    "a table whose header lost the columns of who and when": (
        "KH",
        """
        |TT |Nhiệm vụ cụ thể                 |Sản phẩm    |
        |1. |Tổng kết Luật Quản lý          |Dự thảo Luật |Vụ Ngân sách |Vụ Pháp chế |Năm 2014 |
        |   |Thuế, xây dựng Luật sửa đổi    |             |nhà nước     |            |         |
        |2. |Nghiên cứu Quỹ hưu trí         |Dự thảo      |
        """,
        """
        Vụ Ngân sách nhà nước | Tổng kết Luật Quản lý Thuế, xây dựng Luật sửa đổi
        """,
    ),
    "a table whose cells wide gaps part, each row on its line": (
        "KH",
        """
        STT    Nội dung    Cơ quan chủ trì    Cơ quan phối hợp    Thời gian
        1    Rà soát danh mục hồ sơ    Sở Nội vụ    Sở Y tế    Năm 2027
        II    CÔNG TÁC KIỂM TRA
        2    Kiểm tra việc thực hiện    Thanh tra tỉnh    Sở Nội vụ    Quý I/2027

        Nguồn kinh phí do ngân sách bảo đảm.
        """,
        """
        Sở Nội vụ | Rà soát danh mục hồ sơ
        Thanh tra tỉnh | Kiểm tra việc thực hiện
        """,
    ),
    "beneath a heading that names all units an item tells its own": (
        "KH",
        """
        III. TRÁCH NHIỆM CỦA CÁC CƠ QUAN, ĐƠN VỊ
        1. Đề nghị Ban Thường vụ Đoàn xã vận động đoàn viên tham gia.
        2. Yêu cầu Phòng Nội vụ tổng hợp kết quả.
        3. Các phòng thuộc phạm vi quản lý của xã gửi báo cáo.
        """,
        """
        Ban Thường vụ Đoàn xã | vận động đoàn viên tham gia
        Phòng Nội vụ | tổng hợp kết quả
        Các phòng thuộc phạm vi quản lý của xã | gửi báo cáo
        """,
    ),
    "a table whose cells tabs part": (
        "KH",
        """
STT\tNội dung\tCơ quan chủ trì\tThời gian
1\tRà soát danh mục hồ sơ\tSở Nội vụ\tNăm 2027
2\tBáo cáo kết quả về Ủy ban nhân dân tỉnh\tSở Xây dựng\tTháng 6/2027

        Nguồn kinh phí do ngân sách bảo đảm.
        """,
        """
        Sở Nội vụ | Rà soát danh mục hồ sơ
        Sở Xây dựng | Báo cáo kết quả về Ủy ban nhân dân tỉnh
        """,
    ),
    "a title in capitals ends what a unit is told": (
        "KH",
        """
        II. Tổ chức thực hiện
        1. Văn phòng Đoàn trường:
        Tổng hợp danh sách đăng ký.

        KHEN THƯỞNG, KỶ LUẬT

        Tuyên dương các tập thể có thành tích.
        """,
        """
        Văn phòng Đoàn trường | Tổng hợp danh sách đăng ký
        """,
    ),
    "headings of units, a task for each bullet": (
        "KH",
        """
        III. TỔ CHỨC THỰC HIỆN
        1. Sở Y tế:
        - Chủ trì triển khai kế hoạch.
        - Tổng hợp, báo cáo Ủy ban nhân dân tỉnh.
        2. Đề nghị Hội Nông dân tỉnh

        Vận động hội viên tham gia.
        """,
        """
        Sở Y tế | Chủ trì triển khai kế hoạch
        Sở Y tế | Tổng hợp, báo cáo Ủy ban nhân dân tỉnh
        Hội Nông dân tỉnh | Vận động hội viên tham gia
        """,
    ),
    "what a heading does not introduce": (
        "KH",
        """
        I. MỤC TIÊU
        1. Đối với các xã, phường
        - Đạt 100% số hộ có nước sạch.
        II. THÀNH PHẦN
        - Lãnh đạo Sở Nội vụ;
        - Đại diện Công an tỉnh.
        """,
        "",
    ),
    "an item that opens with its unit, all its sentences": (
        "CĐ",
        """
        2. Bộ trưởng Bộ Quốc phòng chỉ đạo các đơn vị đóng quân trên địa bàn hỗ trợ người dân. Bố trí lực lượng trực cứu nạn.
        3. Sở Xây dựng: Kiểm tra các công trình đang thi công.
        """,
        """
        Bộ trưởng Bộ Quốc phòng | chỉ đạo các đơn vị đóng quân trên địa bàn hỗ trợ người dân. Bố trí lực lượng trực cứu nạn
        Sở Xây dựng | Kiểm tra các công trình đang thi công
        """,
    ),
    "a sentence with a doer of its own": (
        "CT",
        """
        1. Thủ trưởng các sở, ngành
        - Công khai kết quả trên trang thông tin điện tử. Yêu cầu mỗi cơ quan, đơn vị phải cử một đầu mối tiếp nhận.
        """,
        """
        Thủ trưởng các sở, ngành | Công khai kết quả trên trang thông tin điện tử
        mỗi cơ quan, đơn vị | phải cử một đầu mối tiếp nhận
        """,
    ),
    "chức năng, nhiệm vụ between unit and verb is in neither": (
        "TB",
        "1. Các bộ, ngành theo chức năng, nhiệm vụ được giao tiếp tục rà soát các vướng mắc.",
        "Các bộ, ngành | tiếp tục rà soát các vướng mắc",
    ),
    "names behind a colon are no instruction": (
        "CĐ",
        "4. Các Bộ: Giáo dục và Đào tạo, Y tế chủ động phối hợp với địa phương.",
        "Các Bộ: Giáo dục và Đào tạo, Y tế | chủ động phối hợp với địa phương",
    ),
    "running text": (
        "CV",
        """
        Để kịp tiến độ, Sở Tư pháp đề nghị Ủy ban nhân dân các huyện gửi danh sách trước ngày 05/5/2024.
        Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Tư pháp.
        """,
        """
        Ủy ban nhân dân các huyện | gửi danh sách trước ngày 05/5/2024
        các đơn vị | phản ánh về Sở Tư pháp
        """,
    ),
    "a proposal to a superior": (
        "TTr",
        "Kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định./.",
        "Chủ tịch Ủy ban nhân dân tỉnh | xem xét, quyết định",
    ),
    "an invitation": (
        "TB",
        "Sở Nội vụ mời các phòng, ban cùng tham dự buổi họp.",
        "các phòng, ban | cùng tham dự buổi họp",
    ),
    "what was told in the past is told": (
        "TTr",
        "Ngày 02/3/2024, Sở Nội vụ có Công văn số 15/SNV-TCCC đề nghị các hội báo cáo tình hình tổ chức.",
        "",
    ),
    "the closing article": (
        "QĐ",
        """
        Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
        Điều 3. Chánh Văn phòng, Giám đốc các Sở: Tài chính, Y tế và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.
        """,
        "Chánh Văn phòng, Giám đốc các Sở: Tài chính, Y tế và các tổ chức, cá nhân có liên quan | chịu trách nhiệm thi hành Quyết định này",
    ),
    "a lead-in that only introduces, one that is an instruction": (
        "QĐ",
        """
        Điều 2. Ủy ban nhân dân huyện Bình Phú chịu trách nhiệm thực hiện các nội dung sau:
        1. Công tác phòng ngừa
        - Rà soát các điểm có nguy cơ sạt lở.
        Điều 3. Sở Nội vụ có trách nhiệm cập nhật hồ sơ và thông báo cho các đơn vị theo yêu cầu sau:
        1. Ngừng nhận hồ sơ theo mẫu cũ.
        """,
        """
        Ủy ban nhân dân huyện Bình Phú | Rà soát các điểm có nguy cơ sạt lở
        Sở Nội vụ | có trách nhiệm cập nhật hồ sơ và thông báo cho các đơn vị
        Sở Nội vụ | Ngừng nhận hồ sơ theo mẫu cũ
        """,
    ),
    "a lead-in over numbered items": (
        "CT",
        """
        Giám đốc Sở Công Thương yêu cầu các phòng chuyên môn thực hiện tốt các nội dung sau:
        1. Kiểm tra thị trường dịp Tết.
        2. Không tổ chức liên hoan.
        """,
        """
        các phòng chuyên môn | Kiểm tra thị trường dịp Tết
        các phòng chuyên môn | Không tổ chức liên hoan
        """,
    ),
    "responsibilities in a regulation; powers are none": (
        "NĐ",
        """
        Điều 6. Thẩm quyền của cơ quan kiểm định
        1. Cơ quan kiểm định có quyền từ chối hồ sơ.
        2. Cơ quan kiểm định có trách nhiệm:
        a) Lưu trữ hồ sơ theo quy định.
        Điều 7. Trách nhiệm của cá nhân trong khai báo
        1. Chấp hành yêu cầu của cơ quan kiểm định.
        """,
        """
        Cơ quan kiểm định | Lưu trữ hồ sơ theo quy định
        cá nhân | Chấp hành yêu cầu của cơ quan kiểm định
        """,
    ),
    "duties of a regulation stand behind clauses, and as what must be done": (
        "QC",
        """
        Điều 3. Trường Cao đẳng Bình Sơn (sau đây gọi là Trường) chịu sự quản lý của Sở Y tế.
        Điều 4. Tổ chức, cá nhân khi nộp hồ sơ phải tuân thủ các quy định sau:
        1. Không khai sai sự thật.
        2. Trong trường hợp phát sinh vấn đề liên quan đến đơn vị khác thì Trường có trách nhiệm chủ trì giải quyết.
        Điều 5. Hồ sơ
        1. Các gia đình khi sử dụng hè phố phải báo cáo Ủy ban nhân dân xã.
        2. Cơ quan tiếp nhận cấp biên nhận. Phòng Nội vụ thẩm định hồ sơ.
        3. Hộ kinh doanh phải có giấy phép. Nếu vi phạm thì bị xử lý.
        """,
        """
        Tổ chức, cá nhân | Không khai sai sự thật
        Trường | có trách nhiệm chủ trì giải quyết
        Các gia đình | khi sử dụng hè phố phải báo cáo Ủy ban nhân dân xã
        Phòng Nội vụ | thẩm định hồ sơ
        """,
    ),
    "what a unit may do is none": (
        "KH",
        """
        IV. TỔ CHỨC THỰC HIỆN
        1. Ủy ban nhân dân các xã, phường
        a) Căn cứ điều kiện thực tế, các xã, phường có thể quy định mức cao hơn.
        b) Công bố kết quả rà soát.
        2. Sở Y tế và các đơn vị liên quan đến lĩnh vực kiến nghị đơn giản hóa có trách nhiệm:
        a) Đối với các thủ tục được giảm thời gian: Giao Sở Y tế chủ động triển khai thực hiện.
        3. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc các cơ quan, đơn vị phản ánh về Sở Y tế.
        """,
        """
        Ủy ban nhân dân các xã, phường | Công bố kết quả rà soát
        Sở Y tế | chủ động triển khai thực hiện
        các cơ quan, đơn vị | phản ánh về Sở Y tế
        """,
    ),
    "definitions and aims are none": (
        "QC",
        """
        Điều 2. Giải thích từ ngữ
        1. Cơ quan chủ quản: là cơ quan quản lý trực tiếp.
        Điều 3. Hội đồng gồm có Chủ tịch và các thành viên.
        """,
        "",
    ),
    "the closing formula is none": (
        "TB",
        "Sở Y tế thông báo để các đơn vị biết, thực hiện./.",
        "",
    ),
    "what the document itself does is none": (
        "KH",
        """
        Ủy ban nhân dân xã Phú Điền ban hành Kế hoạch với các nội dung như sau:
        I. MỤC ĐÍCH
        - Nâng cao nhận thức.
        """,
        "",
    ),
    "the work first": (
        "KH",
        """
        1. Biên soạn tài liệu hướng dẫn
        - Cơ quan thực hiện: Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ.
        - Thời gian thực hiện: Quý II/2025.
        """,
        "Sở Tư pháp | Biên soạn tài liệu hướng dẫn",
    ),
    "rows of a table": (
        "KH",
        """
        | STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |
        | 1 | Lắp biển báo tại 05 | Phòng Kinh tế | Công an xã | Tháng 02/2026 |
        |   | điểm giao | | | |
        | 2 | Sơn lại vạch kẻ | Đội Quản lý | | Hằng năm |
        """,
        """
        Phòng Kinh tế | Lắp biển báo tại 05 điểm giao
        Đội Quản lý | Sơn lại vạch kẻ
        """,
    ),
    "steps of a procedure are no tasks": (
        "QĐ",
        """
        | Bước | Nội dung công việc | Đơn vị thực hiện | Thời hạn giải quyết |
        | 1 | Tiếp nhận hồ sơ | Bộ phận Một cửa | 01 ngày |
        """,
        "",
    ),
    "a passage quoted from elsewhere": (
        "CV",
        """
        Khoản 2 Điều 5 quy định:
        "2. Cơ quan quản lý có trách nhiệm:
        a) Yêu cầu các hội kiểm kê tài sản."
        """,
        "",
    ),
    "tones that OCR lost": (
        "CT",
        "5. UBND các huyện, thị xã: Chí đạo các phòng tô chức kiêm tra.",
        "UBND các huyện, thị xã | Chí đạo các phòng tô chức kiêm tra",
    ),
    "the name of a body is known whole; what follows it is what it does": (
        "KH",
        """
        IV. TỔ CHỨC THỰC HIỆN
        1. Sở Khoa học và Công nghệ xuyên suốt theo dõi, tổng hợp.
        2. Bộ Y tế quy định các tiêu chuẩn về nước sạch.
        3. Sở giáo dục và đào tạo Bình Sơn hướng dẫn các trường.
        """,
        """
        Sở Khoa học và Công nghệ | xuyên suốt theo dõi, tổng hợp
        Bộ Y tế | quy định các tiêu chuẩn về nước sạch
        Sở giáo dục và đào tạo Bình Sơn | hướng dẫn các trường
        """,
    ),
    "verbs that are nouns or tell which units are meant": (
        "KH",
        """
        IV. TỔ CHỨC THỰC HIỆN
        1. Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải
        - Cập nhật dữ liệu công trình.
        2. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo
        - Tổng hợp kết quả kiểm kê.
        3. Các đơn vị được giao chủ trì soạn thảo văn bản có trách nhiệm gửi hồ sơ.
        5. Các tập thể lãnh đạo cơ quan, đơn vị tổ chức theo ngành dọc rà soát hồ sơ.
        6. Ban Chỉ đạo cải cách hành chính kiểm tra các đơn vị.
        7. Cán bộ thuộc diện Ban Thường vụ Huyện ủy quản lý gửi bản kê khai.
        4. Người đứng đầu tổ chức do Ủy ban nhân dân tỉnh thành lập, Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm thi hành Kế hoạch này.
        """,
        """
        Các doanh nghiệp hoạt động trong lĩnh vực xây dựng, vận tải | Cập nhật dữ liệu công trình
        Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo | Tổng hợp kết quả kiểm kê
        Các đơn vị được giao chủ trì soạn thảo văn bản | có trách nhiệm gửi hồ sơ
        Các tập thể lãnh đạo cơ quan, đơn vị tổ chức theo ngành dọc | rà soát hồ sơ
        Ban Chỉ đạo cải cách hành chính | kiểm tra các đơn vị
        Cán bộ thuộc diện Ban Thường vụ Huyện ủy quản lý | gửi bản kê khai
        Người đứng đầu tổ chức do Ủy ban nhân dân tỉnh thành lập, Chủ tịch Ủy ban nhân dân cấp xã | chịu trách nhiệm thi hành Kế hoạch này
        """,
    ),
    "conclusions: whoever asked is told nothing, who answers stands behind the colon": (
        "TB",
        """
        I. ĐÁNH GIÁ CHUNG
        Sở Y tế đã hoàn thành kế hoạch. Để phát huy kết quả, thành phố Bình Sơn cần tập trung thực hiện tốt một số nhiệm vụ, giải pháp sau đây:
        1. Rà soát quy hoạch các trường học.
        2. Cấp ủy, chính quyền Thành phố phải xác định rõ việc của từng xã.
        II. VỀ CÁC KIẾN NGHỊ
        1. Về đề nghị các bộ, ngành sớm ban hành hướng dẫn về đất đai: Ủy ban nhân dân tỉnh Bình Sơn cần rà soát các vướng mắc.
        2. Về kiến nghị Chính phủ bố trí vốn cho tuyến đường: giao Bộ Tài chính làm việc cụ thể với tỉnh.
        """,
        """
        thành phố Bình Sơn | Rà soát quy hoạch các trường học
        Cấp ủy, chính quyền Thành phố | phải xác định rõ việc của từng xã
        Ủy ban nhân dân tỉnh Bình Sơn | cần rà soát các vướng mắc
        Bộ Tài chính | làm việc cụ thể với tỉnh
        """,
    ),
    "rights stand among duties and are none; an authorisation is no task": (
        "QyĐ",
        """
        Điều 1. Ủy quyền cho Giám đốc Sở Y tế thực hiện:
        1. Cấp giấy phép hành nghề.
        Điều 5. Quyền và nghĩa vụ của Trạm Quản lý đò ngang
        1. Bố trí người trực bến suốt ngày đêm.
        2. Được ngân sách xã cấp kinh phí hằng năm.
        3. Không phải nộp phí neo đậu.
        """,
        "Trạm Quản lý đò ngang | Bố trí người trực bến suốt ngày đêm",
    ),
    "beneath a kind of body, items tell which one": (
        "TT",
        """
        Điều 3. Trách nhiệm của cơ quan kiểm lâm
        1. Hạt Kiểm lâm huyện Bình Sơn có trách nhiệm:
        a) Tuần tra rừng phòng hộ;
        b) Lập sổ theo dõi.
        2. Cơ quan kiểm lâm vùng là cơ quan quản lý rừng liên huyện, có trách nhiệm kiểm tra các hạt.
        Điều 4. Trách nhiệm của cơ quan, tổ chức, cá nhân
        1. Tổ chức, cá nhân có nhu cầu thuê rừng có trách nhiệm nộp hồ sơ.
        2. Các đối tượng quy định tại điểm b khoản 1 Điều 2 Thông tư này có trách nhiệm trồng rừng thay thế.
        """,
        """
        Hạt Kiểm lâm huyện Bình Sơn | Tuần tra rừng phòng hộ
        Hạt Kiểm lâm huyện Bình Sơn | Lập sổ theo dõi
        Cơ quan kiểm lâm vùng | có trách nhiệm kiểm tra các hạt
        Tổ chức, cá nhân có nhu cầu thuê rừng | có trách nhiệm nộp hồ sơ
        Các đối tượng quy định tại điểm b khoản 1 Điều 2 Thông tư này | có trách nhiệm trồng rừng thay thế
        """,
    ),
    "what a heading says behind a kind of body is its name; a second duty stands behind a comma": (
        "KH",
        """
        VI. TRÁCH NHIỆM THỰC HIỆN
        2. Các Sở, ngành chủ trì, quản lý các dự án thành phần thuộc Chương trình
        - Phê duyệt kế hoạch giám sát.
        3. Các cơ quan được giao chủ trì có trách nhiệm hoàn thành đúng tiến độ từng nội dung, các cơ quan phối hợp có trách nhiệm cử người tham gia.
        """,
        """
        Các Sở, ngành chủ trì, quản lý các dự án thành phần thuộc Chương trình | Phê duyệt kế hoạch giám sát
        Các cơ quan được giao chủ trì | có trách nhiệm hoàn thành đúng tiến độ từng nội dung
        các cơ quan phối hợp | có trách nhiệm cử người tham gia
        """,
    ),
    "law that a letter quotes tells nobody": (
        "CV",
        """
        Căn cứ khoản 2 Điều 49 Luật Chăn nuôi, quy định:
        "Điều 49. Nguyên tắc
        2. Cơ quan thú y có trách nhiệm kiểm dịch đàn lợn.
        Tổ chức, cá nhân nuôi lợn có trách nhiệm khai báo."
        Đề nghị Trạm Thú y Bình Sơn kiểm tra lại hồ sơ.
        """,
        "Trạm Thú y Bình Sơn | kiểm tra lại hồ sơ",
    ),
    "verbs that are parts of names": (
        "CT",
        "6. Ban Quản lý bảo trì đường bộ tỉnh lắp đặt biển báo.",
        "Ban Quản lý bảo trì đường bộ tỉnh | lắp đặt biển báo",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_tasks(case: str) -> None:
    doc_type, source, expected = CASES[case]
    source = "\n".join(line.removeprefix("        ") for line in source.strip("\n").splitlines())
    assert shown(read(source, doc_type)) == told(expected)


def test_the_issuer_is_not_told_by_itself() -> None:
    source = "Ủy ban nhân dân tỉnh tổ chức thực hiện kế hoạch.\nSở Y tế tổ chức thực hiện kế hoạch."
    assert shown(read(source, "KH", issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN")) == "Sở Y tế | tổ chức thực hiện kế hoạch"


def test_a_letter_tells_those_it_addresses() -> None:
    source = "Trên cơ sở kết quả kiểm tra, Thuế tỉnh Bình Sơn xử lý theo thẩm quyền."
    assert shown(read(source, "CV", addressee="Thuế tỉnh Bình Sơn")) == "Thuế tỉnh Bình Sơn | xử lý theo thẩm quyền"
    assert read(source, "CV") == []


def test_what_else_a_task_tells() -> None:
    source = "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Sở Tài chính, Công an tỉnh kiểm tra, báo cáo Ủy ban nhân dân tỉnh trước ngày 10/6/2024."
    (task,) = read(source)
    assert [partner.value for partner in task.partners] == ["Sở Tài chính", "Công an tỉnh"]
    assert task.report_to is not None
    assert task.report_to.value == "Ủy ban nhân dân tỉnh"
    assert task.deadline is not None
    assert task.deadline.value == "2024-06-10"
    assert (task.section, task.grade) == ("IV.1", "sure")


def test_work_first_takes_its_limit_and_partners_along() -> None:
    source = CASES["the work first"][1]
    (task,) = read("\n".join(line.strip() for line in source.strip().splitlines()))
    assert task.deadline is not None
    assert task.deadline.value == "2025-04-01/2025-06-30"


def test_a_line_of_time_is_the_limit_of_the_bullet_above_and_of_those_in_it() -> None:
    source = """
IV. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
- Lập danh mục tài sản.
Thời gian hoàn thành: Tháng 12/2025.
- Hướng dẫn các đơn vị kiểm kê. Trong đó:
+ Sở Xây dựng: hướng dẫn kiểm kê nhà, đất.
Thời gian thực hiện: Từ tháng 11/2025 đến khi kết thúc kiểm kê.
- Tổng hợp kết quả. Thời hạn hoàn thành: Trước ngày 31/5/2026.
"""
    said = [(task.value, task.deadline and task.deadline.value) for task in read(source)]
    assert said == [
        ("Lập danh mục tài sản", "2025-12-01/2025-12-31"),
        ("Hướng dẫn các đơn vị kiểm kê", "2025-11-01/.."),
        ("hướng dẫn kiểm kê nhà, đất", "2025-11-01/.."),
        ("Tổng hợp kết quả", "2026-05-31"),
    ]


def test_a_row_of_marks_alone_is_no_row() -> None:
    assert read("| - | . |\n| Nội dung | Chủ trì |\n| - | - |\n| Rà soát hồ sơ | - |") == []


@pytest.mark.parametrize(
    "hostile",
    [
        "Giao Sở Y tế ",
        "- các sở, ban, ngành, ",
        "đề nghị ",
        "1. ",
        "(",
        "a) b) ",
        "Sở, ",
        ": ",
        "chủ trì, phối hợp với ",
        "\n- Sở Y tế:\n",
        "\n+ Sở Y tế: rà soát\nThời gian: 5/2025\n",
        "Sở Y tế do tỉnh lập ",
        "cơ quan liên quan đến việc rà soát ",
        "Ủy ban nhân dân ",
    ],
)
def test_time_grows_with_length(hostile: str) -> None:
    def seconds(size: int) -> float:
        source = (hostile * size)[: 12 * size]
        started = time.process_time()
        read(source)
        return time.process_time() - started

    short, long = max(seconds(1500), 0.004), seconds(12000)
    assert long < short * 8 * 4


@pytest.mark.parametrize(
    ("sentence", "unit", "limit"),
    [
        (
            "Cá nhân được tặng thưởng danh hiệu có trách nhiệm giữ gìn danh hiệu.",
            "Cá nhân được tặng thưởng danh hiệu",
            None,
        ),
        (
            "Cơ quan, tổ chức có thẩm quyền có trách nhiệm giải quyết khiếu nại.",
            "Cơ quan, tổ chức có thẩm quyền",
            None,
        ),
        (
            "Trong thời hạn 15 ngày kể từ ngày phát hiện, Sở Nội vụ có trách nhiệm báo cáo Ủy ban nhân dân tỉnh.",
            "Sở Nội vụ",
            "P15D",
        ),
        ("Hằng năm, Sở Nội vụ ban hành văn bản hướng dẫn các đơn vị.", "Sở Nội vụ", "R/P1Y"),
    ],
)
def test_whom_an_obligation_binds_and_the_limit_before_the_name(sentence: str, unit: str, limit: str | None) -> None:
    (task,) = read(f"Điều 9. Tổ chức thực hiện\n1. {sentence}\n", "QĐ")
    assert (task.unit.value, task.deadline and task.deadline.value) == (unit, limit)


@pytest.mark.parametrize(
    "source",
    [
        "Điều 3. Phân cấp thẩm quyền ban hành định mức\n1. Sở Y tế ban hành định mức thuộc lĩnh vực y tế.\n",
        "Điều 9. Tổ chức thực hiện\n1. Trường hợp đơn vị có nghĩa vụ nộp thuế, hồ sơ phải đầy đủ.\n",
    ],
)
def test_powers_and_conditions_bind_nobody(source: str) -> None:
    assert read(source, "QĐ") == []


def spoiled(source: str, doc_type: str = "KH") -> str:
    """The tasks of a text in which OCR spoiled `trước`."""
    text = Text(source)
    at = source.index("fước")
    text = text.mended([(at, at + 1, "tr")])
    lines = read_lines(text)
    return shown(read_tasks(text, read_outline(text, lines, 0, len(lines)), doc_type=doc_type))


def test_tones_that_ocr_changed() -> None:
    assert shown(read("Giao Sớ Tài chính lập dự toán.", "QĐ")) == "Sớ Tài chính | lập dự toán"
    assert not read("Giao Bạn Bình lập dự toán.", "QĐ")


def test_a_comma_for_a_full_stop_where_ocr_spoiled_the_text() -> None:
    source = "Giao Sở Xây dựng kiểm tra công trình fước mùa mưa, Giao Sở Tài chính lập dự toán."
    assert spoiled(source, "QĐ") == ("Sở Xây dựng | kiểm tra công trình trước mùa mưa\nSở Tài chính | lập dự toán")
    assert len(read(source, "QĐ")) == 1


def test_another_sign_for_the_colon_of_a_lead_in_where_ocr_spoiled_the_text() -> None:
    source = "Đề nghị Phòng Kinh tế thực hiện các nội dung sau đây;\n\n- Lập danh sách hộ nghèo fước tháng 6;\n\n- Báo cáo kết quả."
    assert spoiled(source) == "Phòng Kinh tế | Lập danh sách hộ nghèo trước tháng 6\nPhòng Kinh tế | Báo cáo kết quả"


@pytest.mark.parametrize("end", ["", " ", "\n", "\u200b"])
def test_a_text_that_ends_behind_a_unit(end: str) -> None:
    """No look beyond the end of a text that was cut off."""
    for cut in range(1, 60):
        records = extract("KẾ HOẠCH\nGiao Sở Y tế, Công an tỉnh và các đơn vị tổ chức thực hiện."[:-cut] + end)
        assert not [warning for record in records for warning in record.warnings if warning.code == "step_failed"]
